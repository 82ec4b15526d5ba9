"""Where speech is played: a sound card, a WAV file, or nowhere, behind `letan.ports.sound`."""
