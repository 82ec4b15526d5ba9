"""What all pages of the staff share: the door, the frame around each page, the accounts."""
