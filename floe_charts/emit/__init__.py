"""One writer a file kind: from a synthesized chart to the files of its directory."""
