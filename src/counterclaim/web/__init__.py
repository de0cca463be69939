"""The pages and the API: `counterclaim serve`. FastAPI, Jinja2 and all they need are loaded here and nowhere else."""
