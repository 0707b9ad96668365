"""What tables show: select -> interpret (operations, across) -> wording."""
