"""Chat completions as OpenAI's clients ask for them, so that chat front ends connect as they are."""
