"""研修: trainings, their sessions with the people in them, and who has not completed what."""
