"""The pages that people see: visitor, administrator, operator."""
