extension VocabularyList {
  /// Keywords and calls by which programming languages are told apart.
  static let languages = [
    VocabularyList(
      .swift, strong: true,
      """
      import foundation, import swiftui, import uikit, guard let, if let, private let, private var,
      public struct, public func, private func, static let, static func, mutating func, fatalerror,
      fileprivate, let self, inout, precondition, weak var, override func, case let, try await,
      async throws, var body, some view
      """),
    VocabularyList(
      .swift, "func, let, var, guard, struct, enum, extension, protocol, nil, self, init"),
    VocabularyList(
      .c, strong: true,
      """
      include stdio, include stdlib, include string, include iostream, include vector, int main,
      printf, fprintf, malloc, sizeof, std cout, std string, std vector, using namespace,
      unsigned int, const char, char const, static int, static void, struct stat, size_t, uint32_t,
      uint8_t, int32_t, uint64_t, ifdef, ifndef, endif, typedef, void void, template typename,
      nullptr, return null, memcpy, strlen, free, static inline, const auto, unsigned char
      """),
    VocabularyList(
      .c,
      words:
        "int char void struct return const static define include double unsigned null while"
    ),
    VocabularyList(
      .python, strong: true,
      """
      def __init__, import numpy, import os, import sys, import re, import json, self assert,
      __name__, __main__, elif, for i, in range, except exception, print f, import pandas, is none,
      lambda, from typing, return self, def test, raise valueerror, isinstance, kwargs, args
      """),
    VocabularyList(
      .python,
      "def, import, self, none, true, false, return, class, print, except, try, pass, yield, len"),
    VocabularyList(
      .javaScript, strong: true,
      """
      console log, document getelementbyid, module exports, use strict, addeventlistener, var self,
      const express, require, settimeout, queryselector, json stringify, json parse, async function,
      function function, export default, export const, window location, typeof, undefined, jquery,
      function e, this state, usestate, await fetch, var i, let i
      """),
    VocabularyList(
      .javaScript,
      words:
        "function var const let return null this new document window promise async await export"
    ),
    VocabularyList(
      .java, strong: true,
      """
      public class, public static, static void, public void, private static, private final,
      import java, import org, import com, string args, system out, out println, throws exception,
      new arraylist, public interface, extends, implements, override public, private string,
      public string, final string, protected void, package com, package org, private int,
      public int, list string, new hashmap
      """),
    VocabularyList(
      .java,
      "public, private, class, void, static, final, string, int, return, new, throws, boolean, this"
    ),
    VocabularyList(
      .go, strong: true,
      """
      package main, import fmt, fmt println, fmt printf, fmt errorf, err nil, func main, if err,
      return err, nil err, type struct, err error, make map, make chan, go func, defer,
      context context, http handlefunc, return nil, os exit, interface, log fatal, testing t
      """),
    VocabularyList(
      .go, "func, package, import, type, struct, err, nil, range, chan, map, return, string"),
    VocabularyList(
      .shell, strong: true,
      """
      bin bash, bin sh, apt get, sudo apt, set e, usr bin, dev null, fi, esac, done, echo usage,
      then echo, grep v, awk, sed i, mkdir p, rm rf, chmod x, export path, pip install, npm install,
      git clone, git commit, cd usr, systemctl, usr local, env bash, exit 1, do echo
      """),
    VocabularyList(
      .shell, "echo, then, if, do, for, exit, export, sudo, local, cd, ls, rm, cp, mv, curl"),
    VocabularyList(
      .markup, strong: true,
      """
      doctype html, div class, a href, span class, script src, img src, meta charset, meta name,
      li a, text css, background color, font size, font family, margin top, padding left,
      text align, border radius, max width, min width, display flex, display none, body html,
      html head, input type, link rel, h1 class, float left, position absolute, position relative,
      font weight, line height, table tr, tr td, td td, ul li, z index
      """),
    VocabularyList(
      .markup,
      "div, span, html, body, head, script, style, px, href, class, color, margin, padding, width"),
    VocabularyList(
      .sql, strong: true,
      """
      insert into, create table, select from, order by, group by, primary key, foreign key,
      not null, inner join, left join, drop table, alter table, delete from, if exists, varchar,
      values, select count, where id, auto_increment, references, left outer, on delete,
      create index, select distinct, update set
      """),
    VocabularyList(
      .sql, "select, from, where, insert, table, join, null, int, limit, update, into, integer"),
  ]
}
