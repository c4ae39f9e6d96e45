"""What comes before a bot runs: settings that were read and logging that was set up, without importing aiogram."""

from bot.logs import set_up_logging
from bot.settings import Settings, read_settings


def prepared(*, needs_token: bool) -> Settings:
    """The settings. Raises BadConfiguration, also where a token is needed and there is none."""
    settings = read_settings()
    set_up_logging(settings.log_level, settings.log_format)
    if needs_token:
        settings.require_token()
    return settings
