"""Start the program as ``python -m gd_visualizer``."""

import sys

from gd_visualizer.app.command_line import main

if __name__ == "__main__":
    sys.exit(main())
