"""A declared step becomes a form: one editor a kind, one row a field, groups that fold."""
