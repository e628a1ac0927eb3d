"""What `bench css-check` looks for: states that no approval explains, rows that lead nowhere, gaps in the clocks (D-24).

Whoever may write to the database passes by every controller; these checks read what is stored and say where that can
be seen. Each check is a function that yields findings and asks the database a number of times that does not depend on
how many clients there are.
"""
