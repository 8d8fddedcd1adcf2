"""Write the JSON schema of session files: ``python docs/make_schema.py``."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec

from gd_visualizer.session.session_schema import SessionEntry

if __name__ == "__main__":
    text = json.dumps(msgspec.json.schema(SessionEntry), indent=1) + "\n"
    Path(__file__).with_name("session-schema.json").write_text(text)
