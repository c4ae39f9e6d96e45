-- Words of the cards in the form that bot/storage/search.py makes of them; the row id is the card's.
CREATE VIRTUAL TABLE card_words USING fts5 (words, tokenize = 'unicode61 remove_diacritics 2');
