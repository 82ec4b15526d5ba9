"""The clerks' pages: answers, unanswered questions, releases, the centre, figures, the audit."""
