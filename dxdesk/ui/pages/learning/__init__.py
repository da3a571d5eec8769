"""学習機会の情報: exams and courses of a fiscal year, and what goes out about them."""
