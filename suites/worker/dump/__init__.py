"""The canonical dump of what a program left behind; walk.py is where to start reading."""
