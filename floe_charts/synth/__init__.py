"""From a chart class to the model of its chart."""
