"""What keeps readers unknown: personal data taken out, one key for what is the same, visitor-days without visitors."""
