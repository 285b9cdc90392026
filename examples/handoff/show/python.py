"""Prints a token for the user in the first argument; with a second one, the address that this user's sign-out leads to."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
sys.dont_write_bytecode = True

from python import handoff_token, sign_out_address  # noqa: E402: the path comes first

who = sys.argv[1]
# A number stays a number here, as it comes from a database.
someone = {"id": int(who) if who.isdigit() else who, "name": "Zoë Weiß", "email": "zoe@acme.example"}
sides = [os.environ[name] for name in ("HANDOFF_KEY", "HANDOFF_ISSUER", "HANDOFF_AUDIENCE")]
if len(sys.argv) > 2:
    print(sign_out_address(someone, *sides, sys.argv[2]))
else:
    print(handoff_token(someone, *sides))
