"""The stand-ins and the real clients, over real sockets."""
