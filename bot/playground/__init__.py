"""A Telegram of its own on this machine, never kinder than the real one: what tests and newcomers talk to."""
