"""A simulation of learners whose memory is hidden from the bot: what is known on the day that counts."""
