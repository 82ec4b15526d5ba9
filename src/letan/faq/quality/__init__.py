"""How good the answers are: golden questions, evaluation, the gate against stealing."""
