"""認定: candidates with reasons, the decision, the register, certificates."""
