"""Which backups of a store are kept, and under which names."""
