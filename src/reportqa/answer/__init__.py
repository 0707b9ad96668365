"""Query and reports -> Answer.

`answerer` tries three ways in turn, each a folder with a `from_...` file to start at: `structure/`,
`tables/`, `passages/`. What they share stands beside them; `gate` lets an answer out or not.
"""
