"""Generates the models of the contract before the application is imported."""

import models

models.main()
