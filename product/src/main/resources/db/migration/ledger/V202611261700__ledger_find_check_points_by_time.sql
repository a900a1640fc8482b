-- What had happened up to a point happened no earlier than what had up to the one before it, so the last point by a time is found without
-- reading the others.
create index ledger_checkpoint_time on ledger_checkpoint (account_id, effective_max, through);
