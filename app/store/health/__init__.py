"""What can be wrong with what a database holds, found row by row; and mending what follows from the rest."""
