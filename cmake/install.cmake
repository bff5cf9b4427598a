# Installing, find_package(maillint), packages.
