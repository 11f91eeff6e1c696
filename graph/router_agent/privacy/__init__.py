"""What keeps private text on this machine once the route is chosen."""
