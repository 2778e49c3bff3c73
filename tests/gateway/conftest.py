"""The models of the contract, which are made anew before the application is imported."""

import models

models.main()
