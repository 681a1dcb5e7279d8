extension VocabularyList {
  /// What kinds of documents have in their wording, and the small words of prose.
  static let documents = [
    VocabularyList(
      .licence, strong: true,
      """
      hereby granted, all rights, rights reserved, without warranty, warranty of, warranties of,
      as is, licensed under, public license, free software, terms of, terms and, privacy policy,
      copyright notice, copyright holder, copyright holders, redistribution and, source form,
      binary form, liable for, no event, be liable, implied warranties, fitness for,
      particular purpose, merchantability, creative commons, apache license, mit license,
      gnu general, permission notice, express or, or implied, you agree, these terms,
      this agreement, this license, this licence, governing law, intellectual property, third party,
      substantial portions, spdx license, copyright c, prior written, sublicense,
      consequential damages, indemnify, hereunder, thereunder, licensor, licensee, trademarks
      """),
    VocabularyList(
      .licence,
      """
      license, licence, licensed, copyright, permission, permitted, warranty, warranties, liability,
      damages, redistribute, redistribution, distribute, modify, modified, agreement, terms,
      conditions, reserved, trademark, notice, applicable, jurisdiction, provisions, consent,
      prohibited, terminate, termination, disclaimer, disclaimed, cookies, privacy, policy, rights,
      granted, hereby, herein, obligations, contract, royalty, patent, author, authors, express,
      implied
      """),
    VocabularyList(
      .promotion, strong: true,
      """
      buy now, order now, shop now, free shipping, limited time, special offer, money back,
      click here, sign up, call now, act now, unsubscribe, best price, best prices, lowest price,
      satisfaction guaranteed, free trial, free delivery, save up, save money, percent off,
      discount code, coupon code, promo code, coupon, gift card, exclusive offer, while supplies,
      supplies last, add to, in stock, subscribe now, subscribe to, learn more, don't miss,
      our newsletter, contact us, visit our, book now, download now, try it, use code, get one,
      is only, today only, on sale, risk free, our customers, our products, follow us, free quote
      """),
    VocabularyList(
      .promotion,
      """
      free, offer, offers, sale, discount, discounts, deal, deals, save, savings, price, prices,
      buy, order, shop, shipping, delivery, customers, customer, guarantee, guaranteed, bonus, gift,
      exclusive, premium, newsletter, subscribe, products, product, store, quality, brand,
      affordable, perfect, amazing, luxury, now, today, hurry, checkout, cart, purchase, off, new,
      best, only
      """),
    VocabularyList(
      .forum, strong: true,
      """
      posted by, originally posted, reply to, replied to, quote from, join date, joined, posts,
      log in, last edited, edited by, thread starter, original poster, submitted by, upvote,
      upvotes, downvote, upvoted, subreddit, permalink, share report, save hide, moderator, wrote,
      new member, senior member, junior member, registered user, private message, re, subject re,
      op, imo, imho, lol, bump, in reply, points submitted, hours ago, days ago, minutes ago,
      months ago, thread tools, click to, to expand
      """),
    VocabularyList(
      .forum,
      """
      post, reply, replies, quote, thread, threads, forum, forums, topic, comment, comments, user,
      member, members, username, thanks, anyone, guys, hey, hi, edit, edited, mods, admin, profile,
      reputation, reddit, views, likes, signature
      """),
    VocabularyList(
      .wiki, strong: true,
      """
      external links, see also, further reading, from wikipedia, may refer, citation needed,
      disambiguation, was born, is located, edit source, this article, stub, wikipedia, infobox,
      cite web, cite book, founded in, was founded, census of, the population, retrieved on,
      references external, a commune, a municipality, the census, coordinates
      """),
    VocabularyList(
      .form, strong: true,
      """
      first name, last name, email address, confirm password, zip code, postal code, phone number,
      date of, required field, required fields, are required, is required, fields marked, your name,
      your email, your message, remember me, forgot password, forgot your, create account,
      street address, state province, select a, select your, please select, choose a, choose your,
      choose file, security code, card number, full name, company name, job title, enter your,
      i agree, i'm not, submit form, captcha, middle name, user name, expiration date,
      billing address, shipping address, mr mrs
      """),
    VocabularyList(
      .form,
      """
      name, email, password, address, phone, submit, required, optional, city, country, state,
      province, zip, gender, male, female, select, reset, cancel, register, login, confirm, message,
      subject, fax, title, birth, age, comments, continue, next
      """),
    VocabularyList(
      .level,
      words: "error warn warning info debug fatal trace critical notice severe err verbose emerg"
    ),
    VocabularyList(
      .failure, strong: true,
      """
      traceback, stack trace, caused by, segmentation fault, core dumped, uncaught exception,
      unhandled exception, exception in, most recent, nullpointerexception, runtimeexception,
      illegalargumentexception, ioexception, typeerror, valueerror, keyerror, referenceerror,
      syntaxerror, errno, exit status, exit code, error code, fatal error, kernel panic,
      access violation, goroutine, stacktrace, classnotfoundexception, indexerror, attributeerror,
      blue screen, undefined reference
      """),
    VocabularyList(
      .function,
      words: """
        the of and to a in is that for it was on with as be by at this from are or an not but have
        has had were they he she his her we you i its which their will would can been if there when
        who what so no about into than then them these those do did does our your my me him us all
        also more some any because while where how only over after before between through under
        again very just
        """),
  ]
}
