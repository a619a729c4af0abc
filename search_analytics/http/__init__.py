"""POST /v1/events as the network brings it: the application, its limits, and the server that runs it."""
