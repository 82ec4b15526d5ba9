"""What is kept of conversations: one record a turn, unanswered questions, praise and complaints."""
