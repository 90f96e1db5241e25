"""The one typed reader of the environment; every variable read here stands in .env.example."""
from pathlib import Path

import environ

ROOT = Path(__file__).resolve().parents[2]
env = environ.Env()
DATA = Path(env.str("PORTAL_DATA", default=str(ROOT / "var")))
