-- Whoever ends gives its locks back: they are found by their holder.

CREATE INDEX entities_by_holder ON entities (locked_by) WHERE locked_by IS NOT NULL;
