"""Loopback stand-ins for Ollama and OpenAI, for the first run and for the tests."""
