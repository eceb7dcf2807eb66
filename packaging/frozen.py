"""Where the frozen program begins."""

import sys

from stvcrm.__main__ import main

sys.exit(main())
