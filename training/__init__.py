"""How the sensitivity model is made and measured; see README.md."""
