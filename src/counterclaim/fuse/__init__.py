"""Accounts and judgements -> which tell of one incident, and which reports copy one text; pure."""
