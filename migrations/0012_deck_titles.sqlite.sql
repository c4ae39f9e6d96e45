-- What a deck was called before it was last renamed: that can be undone.
ALTER TABLE decks ADD COLUMN earlier_title TEXT;
