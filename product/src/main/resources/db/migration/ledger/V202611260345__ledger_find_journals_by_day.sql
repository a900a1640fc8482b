-- What happened on a day is found without reading all journals. A block range index: as long as journals are written about in the order in
-- which things happen it is a few pages large, and writing a journal costs next to nothing more.
create index ledger_journal_effective on ledger_journal using brin (effective_at) with (pages_per_range = 32, autosummarize = on);
