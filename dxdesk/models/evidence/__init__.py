"""What proves that an item is met: trainings, qualifications, experience and ratings."""
