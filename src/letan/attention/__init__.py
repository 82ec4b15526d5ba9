"""Who is there: presence from touch, speech, camera or simulator."""
