"""What the Helm chart and TLJH make of their YAML: their own programs run on random values, and the answers recorded."""
