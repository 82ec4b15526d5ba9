"""Where sound comes from: files and microphones."""
