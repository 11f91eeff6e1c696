"""How private a text is judged to be."""
