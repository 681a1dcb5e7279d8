#!/usr/bin/env python3
"""Writes subscribers.csv: made-up customers of a made-up service, for the README's example."""

import csv
import random

random.seed(2016)
with open("subscribers.csv", "w", newline="") as file:
    table = csv.writer(file)
    table.writerow(["age", "city", "plan", "monthly_spend", "months", "tier"])
    for _ in range(600):
        age = random.randint(18, 80)
        city = random.choice(["Bergen", "Oslo", "Stavanger, Rogaland", "Tromsø"])
        plan = random.choices(["basic", "plus", "pro"], [5, 3, 2])[0]
        months = random.randint(1, 60)
        spend = {"basic": 20, "plus": 35, "pro": 60}[plan] + random.gauss(0, 8) + age / 10
        score = spend + months / 3 + (8 if city == "Oslo" else 0) + random.gauss(0, 4)
        tier = "gold" if score > 65 else "silver" if score > 42 else "bronze"
        table.writerow([age, city, plan, f"{spend:.2f}", months, tier])
