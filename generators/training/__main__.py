"""`python -m generators.training STAGE`; the stages are in a module of their own, where their processes find them."""

from generators.training.stages import main

if __name__ == "__main__":
    main()
