"""Speech engines behind `letan.ports.synthesiser`."""
